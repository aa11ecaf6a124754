namespace Stria.Numerics.Geometry.Meshing;

/// <summary>Triangles that wait to be improved, each at most once. The mark of a triangle says that it waits.</summary>
internal sealed class CellQueue
{
    private int[] waiting = new int[1024];
    private int first, count;

    /// <summary>Adds a triangle unless it waits already.</summary>
    public void Add(Triangulation mesh, int triangle)
    {
        ref int mark = ref mesh.Twin[(4 * triangle) + 3];
        if (mark != 0)
        {
            return;
        }

        mark = 1;
        if (count == waiting.Length)
        {
            var longer = new int[2 * count];
            waiting.AsSpan(first).CopyTo(longer);
            waiting.AsSpan(0, first).CopyTo(longer.AsSpan(count - first));
            (waiting, first) = (longer, 0);
        }

        waiting[(first + count++) & (waiting.Length - 1)] = triangle;
    }

    /// <summary>Takes the triangle that has waited longest.</summary>
    public bool TryTake(Triangulation mesh, out int triangle)
    {
        triangle = -1;
        if (count == 0)
        {
            return false;
        }

        triangle = waiting[first];
        (first, count) = ((first + 1) & (waiting.Length - 1), count - 1);
        mesh.Twin[(4 * triangle) + 3] = 0;
        return true;
    }
}
