namespace Stria.Files;

/// <summary>Reads the sections of Gmsh files, formats 2.2 and 4.1 (Gmsh reference manual, "MSH file format"), as text or bytes.</summary>
internal static class GmshSections
{
    internal const string UnitComment = "length unit:";

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="DataException">It is no Gmsh file, of another version, cut or contradictory.</exception>
    internal static GmshContent Read(string path)
    {
        var scanner = new GmshScanner(path);
        var content = new GmshContent();
        bool wide = ReadFormat(scanner);
        while (scanner.NextSection() is string section)
        {
            switch (section)
            {
                case "PhysicalNames":
                    ReadNames(scanner, content);
                    break;
                case "Entities" when wide:
                    ReadEntities(scanner, content);
                    break;
                case "Nodes" when wide:
                    ReadNodeBlocks(scanner, content);
                    break;
                case "Elements" when wide:
                    ReadElementBlocks(scanner, content);
                    break;
                case "Nodes":
                    ReadNodes(scanner, content);
                    break;
                case "Elements":
                    ReadElements(scanner, content);
                    break;
                case "NodeData" or "ElementData":
                    ReadData(scanner, content);
                    break;
                case "Comments":
                    ReadComment(scanner, content);
                    continue;
                default:
                    scanner.Skip();
                    continue;
            }

            scanner.End();
        }

        return content;
    }

    /// <summary>Reads the head; true for format 4.1, false for 2.2.</summary>
    private static bool ReadFormat(GmshScanner scanner)
    {
        if (scanner.NextSection() != "MeshFormat")
        {
            throw scanner.Wrong("the file does not begin with $MeshFormat and is no mesh of Gmsh");
        }

        string[] words = scanner.Line().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        bool wide = words is ["4.1", ..];
        if (words.Length != 3 || (!wide && words[0] is not ("2.2" or "2")) || words[1] is not ("0" or "1") || words[2] != "8")
        {
            throw scanner.Wrong($"version '{string.Join(' ', words)}' is not read; 2.2 and 4.1 with numbers of 8 bytes are. Perhaps it can be saved again with: gmsh FILE -save -format msh41");
        }

        scanner.Binary = words[1] == "1";
        if (scanner.Binary && scanner.Int() != 1)
        {
            throw scanner.Wrong("the bytes are in the order of another kind of machine. Perhaps it can be saved again as text");
        }

        scanner.End();
        return wide;
    }

    private static void ReadNames(GmshScanner scanner, GmshContent content)
    {
        int count = scanner.LineCount();
        for (int i = 0; i < count; i++)
        {
            string line = scanner.Line();
            int from = line.IndexOf('"', StringComparison.Ordinal), to = line.LastIndexOf('"');
            string[] words = line[..Math.Max(from, 0)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (to <= from || words.Length != 2 || !int.TryParse(words[0], out int dimension) || !int.TryParse(words[1], out int tag))
            {
                throw scanner.Wrong($"'{line}' is no name of a physical group");
            }

            content.PhysicalNames[(dimension, tag)] = line[(from + 1)..to];
        }
    }

    private static void ReadComment(GmshScanner scanner, GmshContent content)
    {
        string line = scanner.PeekLine();
        if (line.StartsWith(UnitComment, StringComparison.Ordinal) && Unit.TryParse(line[UnitComment.Length..].Trim(), out Unit? unit))
        {
            content.LengthUnit = unit;
        }

        scanner.Skip();
    }

    private static void ReadEntities(GmshScanner scanner, GmshContent content)
    {
        int[] counts = [scanner.Size(), scanner.Size(), scanner.Size(), scanner.Size()];
        for (int dimension = 0; dimension < 4; dimension++)
        {
            for (int i = 0; i < counts[dimension]; i++)
            {
                int tag = scanner.Int();
                for (int box = dimension == 0 ? 3 : 6; box > 0; box--)
                {
                    scanner.Double();
                }

                int groups = scanner.Size();
                for (int g = 0; g < groups; g++)
                {
                    content.GroupOfEntity.TryAdd((dimension, tag), scanner.Int());
                }

                for (int bounds = dimension == 0 ? 0 : scanner.Size(); bounds > 0; bounds--)
                {
                    scanner.Int();
                }
            }
        }
    }

    private static void ReadNodeBlocks(GmshScanner scanner, GmshContent content)
    {
        int blocks = scanner.Size(), total = scanner.Size();
        _ = (scanner.Size(), scanner.Size());
        for (int block = 0; block < blocks; block++)
        {
            int dimension = scanner.Int();
            scanner.Int();
            int parameters = scanner.Int() == 0 ? 0 : dimension;
            var tags = new int[scanner.Count(scanner.Size(), 4)];
            for (int i = 0; i < tags.Length; i++)
            {
                tags[i] = scanner.Size();
            }

            foreach (int tag in tags)
            {
                content.AddNode(tag, scanner.Double(), scanner.Double(), scanner.Double(), scanner);
                for (int p = 0; p < parameters; p++)
                {
                    scanner.Double();
                }
            }
        }

        if (content.NodeOfTag.Count != total)
        {
            throw scanner.Wrong($"{total} nodes are announced, {content.NodeOfTag.Count} are there");
        }
    }

    private static void ReadElementBlocks(GmshScanner scanner, GmshContent content)
    {
        int blocks = scanner.Size(), total = scanner.Size(), found = 0;
        _ = (scanner.Size(), scanner.Size());
        for (int block = 0; block < blocks; block++)
        {
            int dimension = scanner.Int(), entity = scanner.Int(), type = scanner.Int(), count = scanner.Size();
            int group = content.GroupOfEntity.GetValueOrDefault((dimension, entity));
            for (int i = 0; i < count; i++)
            {
                content.AddElement(scanner.Size(), type, group, scanner, wide: true);
            }

            found += count;
        }

        if (found != total)
        {
            throw scanner.Wrong($"{total} elements are announced, {found} are there");
        }
    }

    private static void ReadNodes(GmshScanner scanner, GmshContent content)
    {
        int count = scanner.LineCount();
        for (int i = 0; i < count; i++)
        {
            content.AddNode(scanner.Int(), scanner.Double(), scanner.Double(), scanner.Double(), scanner);
        }
    }

    private static void ReadElements(GmshScanner scanner, GmshContent content)
    {
        int count = scanner.LineCount();
        for (int done = 0; done < count;)
        {
            // As bytes, elements of one kind follow a common head; as text, each has its own.
            int first = scanner.Binary ? 0 : scanner.Int(), type = scanner.Int(), together = scanner.Binary ? scanner.Int() : 1, tags = scanner.Int();
            if (together < 1)
            {
                throw scanner.Wrong($"{together} elements stand together");
            }

            for (int i = 0; i < together; i++, done++)
            {
                int tag = scanner.Binary ? scanner.Int() : first, group = tags > 0 ? Math.Abs(scanner.Int()) : 0;
                for (int t = 1; t < tags; t++)
                {
                    scanner.Int();
                }

                content.AddElement(tag, type, group, scanner, wide: false);
            }
        }
    }

    private static void ReadData(GmshScanner scanner, GmshContent content)
    {
        MeshPlace place = scanner.Section == "NodeData" ? MeshPlace.Node : MeshPlace.Cell;
        string[] names = [.. Enumerable.Range(0, scanner.LineCount()).Select(_ => scanner.Line().Trim().Trim('"'))];
        string[] reals = [.. Enumerable.Range(0, scanner.LineCount()).Select(_ => scanner.Line())];
        int[] integers = [.. Enumerable.Range(0, scanner.LineCount()).Select(_ => scanner.LineCount())];
        if (names.Length == 0 || integers.Length < 3)
        {
            throw scanner.Wrong($"has {names.Length} names, {reals.Length} times and {integers.Length} counts; at least a name and three counts are needed");
        }

        var data = new GmshData(names[0], place, integers[1], []);
        for (int i = 0; i < integers[2]; i++)
        {
            int tag = scanner.Int();
            var values = new double[scanner.Count(data.Components, 1)];
            for (int c = 0; c < values.Length; c++)
            {
                values[c] = scanner.Double();
            }

            data.Values[tag] = values;
        }

        content.Data.Add(data);
    }
}
