using System.Text;
using System.Xml;

namespace Stria.Figures.Drawing;

/// <summary>Text inside SVG and HTML.</summary>
internal static class Markup
{
    /// <summary>The text with &amp;, &lt;, &gt; and quotes escaped; characters that no XML may hold become U+FFFD.</summary>
    internal static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                escaped.Append(c).Append(text[++i]);
                continue;
            }

            escaped.Append(c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                _ => XmlConvert.IsXmlChar(c) ? c.ToString() : "\ufffd",
            });
        }

        return escaped.ToString();
    }
}
