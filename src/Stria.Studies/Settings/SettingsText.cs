using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Stria.Studies;

/// <summary>Reads YAML into nodes that know their places. (The library's own document model stops at the first doubled key; here all mistakes are wanted.)</summary>
internal sealed class SettingsText
{
    private readonly Parser parser;
    private readonly MistakeList mistakes;
    private readonly Dictionary<string, SettingsNode> anchors = [];

    private SettingsText(string yaml, MistakeList mistakes) => (parser, this.mistakes) = (new Parser(new StringReader(yaml)), mistakes);

    /// <summary>The text's only document, or null when it is empty or no YAML (then a mistake says why).</summary>
    public static SettingsNode? Read(string yaml, MistakeList mistakes)
    {
        try
        {
            return new SettingsText(yaml, mistakes).Document();
        }
        catch (YamlException e)
        {
            mistakes.Add((int)e.Start.Line, (int)e.Start.Column, $"This is not YAML: {e.InnerException?.Message ?? e.Message}");
            return null;
        }
    }

    private SettingsNode? Document()
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
        {
            return null;
        }

        SettingsNode node = Node();
        parser.Consume<DocumentEnd>();
        if (parser.TryConsume<DocumentStart>(out DocumentStart? second))
        {
            mistakes.Add((int)second.Start.Line, (int)second.Start.Column, "A second document begins here; one file holds one scenario.");
        }

        return node;
    }

    private SettingsNode Node()
    {
        if (parser.TryConsume<AnchorAlias>(out AnchorAlias? alias))
        {
            return anchors.TryGetValue(alias.Value.Value, out SettingsNode? known)
                ? known
                : throw new YamlException(alias.Start, alias.End, $"'*{alias.Value}' refers to nothing above it.");
        }

        AnchorName anchor = (parser.Current as NodeEvent)?.Anchor ?? AnchorName.Empty;
        SettingsNode node = parser.Current switch
        {
            MappingStart => Map(),
            SequenceStart => List(),
            _ => Scalar(),
        };
        if (!anchor.IsEmpty)
        {
            anchors[anchor.Value] = node;
        }

        return node;
    }

    private ScalarNode Scalar()
    {
        Scalar scalar = parser.Consume<Scalar>();
        return new ScalarNode((int)scalar.Start.Line, (int)scalar.Start.Column, scalar.Value, scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any)) { EndColumn = (int)scalar.End.Column };
    }

    private ListNode List()
    {
        SequenceStart start = parser.Consume<SequenceStart>();
        var items = new List<SettingsNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Node());
        }

        return new ListNode((int)start.Start.Line, (int)start.Start.Column, items);
    }

    private MapNode Map()
    {
        MappingStart start = parser.Consume<MappingStart>();
        var entries = new List<(ScalarNode, SettingsNode)>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            SettingsNode key = Node();
            SettingsNode value = Node();
            if (key is ScalarNode name)
            {
                entries.Add((name, value));
            }
            else
            {
                mistakes.Add(key.Line, key.Column, "The name of a setting was expected here.");
            }
        }

        return new MapNode((int)start.Start.Line, (int)start.Start.Column, entries);
    }
}
