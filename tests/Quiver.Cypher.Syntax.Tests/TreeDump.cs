using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Quiver.Cypher.Syntax.Printing;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Values;

namespace Quiver.Cypher.Syntax.Tests;

/// <summary>
/// Writes every property of a tree, found by reflection, so that nothing a parser fills in goes untested. Places in
/// the text are left out; so is what is null, false, empty or the first of an enumeration.
/// </summary>
internal static class TreeDump
{
    private const int LineWidth = 100;

    /// <summary>The tree, indented, with all names of columns.</summary>
    public static string Of(SyntaxNode node) => Write(node, 0, withImplicitNames: true);

    /// <summary>The tree without what depends on the exact text it was parsed from.</summary>
    public static string WithoutText(SyntaxNode node) => Write(node, 0, withImplicitNames: false);

    private static string Write(object value, int indent, bool withImplicitNames)
    {
        switch (value)
        {
            case Value literal:
                return $"{literal.Kind} {LiteralPrinter.Print(literal)}";
            case Name name:
                return $"\"{name.Text}\"";
            case string text:
                return $"\"{text}\"";
            case SyntaxNode node:
                return WriteNode(node, indent, withImplicitNames);
            case IEnumerable items:
                return Group(
                    "[",
                    items.Cast<object>().Select(i => Write(i, indent + 1, withImplicitNames)),
                    "]",
                    indent
                );
            default:
                return Convert.ToString(value, CultureInfo.InvariantCulture)!;
        }
    }

    private static string WriteNode(SyntaxNode node, int indent, bool withImplicitNames)
    {
        var parts = new List<string>();
        foreach (PropertyInfo property in node.GetType().GetProperties())
        {
            object? value = property.GetValue(node);
            bool isText =
                property.Name is "Extent" or "Position" or "Text"
                || (property.Name == "ColumnName" && !withImplicitNames);
            if (isText || IsDefault(value))
            {
                continue;
            }
            parts.Add($"{property.Name}={Write(value!, indent + 1, withImplicitNames)}");
        }
        return Group(node.GetType().Name + "(", parts, ")", indent);
    }

    private static bool IsDefault(object? value) =>
        value switch
        {
            null or false => true,
            Value => false,
            Enum choice => Convert.ToInt32(choice, CultureInfo.InvariantCulture) == 0,
            string => false,
            IEnumerable items => !items.Cast<object>().Any(),
            _ => false,
        };

    private static string Group(string open, IEnumerable<string> parts, string close, int indent)
    {
        string[] all = [.. parts];
        int width = open.Length + all.Sum(part => part.Length + 2) + 2 * indent;
        if (width <= LineWidth && !all.Any(part => part.Contains('\n')))
        {
            return open + string.Join(", ", all) + close;
        }
        var text = new StringBuilder(open);
        foreach (string part in all)
        {
            text.Append('\n').Append(' ', 2 * (indent + 1)).Append(part);
        }
        return text.Append(close).ToString();
    }
}
