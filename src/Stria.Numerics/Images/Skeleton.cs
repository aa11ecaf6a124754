namespace Stria.Numerics.Images;

/// <summary>The line in the middle of what a mask shows.</summary>
public static class Skeleton
{
    /// <summary>Thins a mask to lines of one pixel that keep its parts connected and its holes open (Guo and Hall, Commun. ACM 32, 359, 1989).</summary>
    /// <param name="mask">One flag per pixel, row by row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    public static bool[] Of(ReadOnlySpan<bool> mask, int height, int width)
    {
        int pitch = width + 2;
        var padded = new byte[(height + 2) * pitch];
        var candidates = new List<int>();
        for (int i = 0; i < mask.Length; i++)
        {
            int p = (((i / width) + 1) * pitch) + (i % width) + 1;
            padded[p] = mask[i] ? (byte)1 : (byte)0;
            if (mask[i])
            {
                candidates.Add(p);
            }
        }

        var gone = new List<int>();
        bool changed;
        do
        {
            changed = false;
            for (int pass = 0; pass < 2; pass++)
            {
                gone.Clear();
                foreach (int p in candidates)
                {
                    if (Deletable(padded, p, pitch, pass))
                    {
                        gone.Add(p);
                    }
                }

                gone.ForEach(p => padded[p] = 0);
                changed |= gone.Count > 0;
                candidates.RemoveAll(p => padded[p] == 0);
            }
        }
        while (changed);

        var result = new bool[mask.Length];
        foreach (int p in candidates)
        {
            result[(((p / pitch) - 1) * width) + (p % pitch) - 1] = true;
        }

        return result;
    }

    // P2 … P9 run clockwise from the pixel above.
    private static bool Deletable(byte[] m, int p, int pitch, int pass)
    {
        int p2 = m[p - pitch], p3 = m[p - pitch + 1], p4 = m[p + 1], p5 = m[p + pitch + 1], p6 = m[p + pitch], p7 = m[p + pitch - 1], p8 = m[p - 1], p9 = m[p - pitch - 1];
        int crossings = ((1 - p2) & (p3 | p4)) + ((1 - p4) & (p5 | p6)) + ((1 - p6) & (p7 | p8)) + ((1 - p8) & (p9 | p2));
        if (crossings != 1)
        {
            return false;
        }

        int n1 = (p9 | p2) + (p3 | p4) + (p5 | p6) + (p7 | p8), n2 = (p2 | p3) + (p4 | p5) + (p6 | p7) + (p8 | p9), n = Math.Min(n1, n2);
        int side = pass == 0 ? (p6 | p7 | (1 - p9)) & p8 : (p2 | p3 | (1 - p5)) & p4;
        return n is 2 or 3 && side == 0;
    }
}
