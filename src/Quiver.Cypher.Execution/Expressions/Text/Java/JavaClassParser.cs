using System.Text;

namespace Quiver.Cypher.Execution.Expressions.Text.Java;

/// <summary>Writes a class of characters in brackets, with the classes that stand inside it, for .NET.</summary>
/// <param name="pattern">Java's expression.</param>
/// <param name="hasPairs">Whether texts have code points of two characters.</param>
internal sealed class JavaClassParser(string pattern, bool hasPairs)
{
    private const int MaxDepth = 100;
    private const string Everything = @"[\s\S]";

    private int _depth;

    /// <summary>Writes the class that begins at a bracket.</summary>
    /// <param name="at">Where it begins; moved behind its end.</param>
    public string Parse(ref int at)
    {
        var set = ParseSet(ref at);
        return hasPairs && set.IsNegative ? $"(?:{JavaPattern.Pair}|{set.Render()})" : set.Render();
    }

    private ClassSet ParseSet(ref int at)
    {
        if (++_depth > MaxDepth)
        {
            throw new ArgumentException("Classes are nested too deeply.");
        }
        at++;
        bool isNegative = at < pattern.Length && pattern[at] == '^';
        at += isNegative ? 1 : 0;
        var operands = new List<ClassSet>();
        var items = new StringBuilder();
        var others = new List<ClassSet>();
        bool isFirst = true;
        while (at < pattern.Length && (isFirst || pattern[at] != ']'))
        {
            isFirst = false;
            if (string.CompareOrdinal(pattern, at, "&&", 0, 2) == 0)
            {
                at += 2;
                operands.Add(UnionOf(items, others));
                items.Clear();
                others = [];
            }
            else if (pattern[at] == '[')
            {
                others.Add(ParseSet(ref at));
            }
            else
            {
                ParseItem(ref at, items, others);
            }
        }
        if (at++ == pattern.Length)
        {
            throw new ArgumentException("A class is not closed.");
        }
        _depth--;
        operands.Add(UnionOf(items, others));
        var set = operands.Count == 1 ? operands[0] : Intersect(operands);
        return isNegative ? set.Negated() : set;
    }

    private void ParseItem(ref int at, StringBuilder items, List<ClassSet> others)
    {
        if (
            pattern[at] == '\\'
            && at + 1 < pattern.Length
            && JavaClasses.TryRead(pattern, ref at, out string? named, out bool isNegative)
        )
        {
            if (isNegative)
            {
                others.Add(new ClassSet(named, IsNegative: true, Rendered: null));
            }
            else
            {
                items.Append(named);
            }
            return;
        }
        string low = ReadCharacter(ref at);
        bool isRange =
            at + 1 < pattern.Length && pattern[at] == '-' && pattern[at + 1] is not (']' or '[');
        if (!isRange)
        {
            Add(low, items, others);
            return;
        }
        at++;
        string high = ReadCharacter(ref at);
        items.Append(low).Append('-').Append(high);
    }

    private static void Add(string character, StringBuilder items, List<ClassSet> others)
    {
        if (char.IsHighSurrogate(character[0]))
        {
            others.Add(new ClassSet("", IsNegative: false, Rendered: character));
        }
        else
        {
            items.Append(character);
        }
    }

    /// <summary>A character as it stands between brackets.</summary>
    private string ReadCharacter(ref int at)
    {
        char next = pattern[at];
        if (next == '\\' && at + 1 < pattern.Length)
        {
            int length = pattern[at + 1] switch
            {
                'x' => 4,
                'u' => 6,
                'c' => 3,
                _ => 2,
            };
            length = Math.Min(length, pattern.Length - at);
            string escape = pattern.Substring(at, length);
            at += length;
            return escape;
        }
        bool isPair = at + 1 < pattern.Length && char.IsSurrogatePair(next, pattern[at + 1]);
        at += isPair ? 2 : 1;
        return isPair ? pattern.Substring(at - 2, 2)
            : next is '[' or ']' or '^' or '-' or '\\' ? $"\\{next}"
            : next.ToString();
    }

    private static ClassSet UnionOf(StringBuilder items, List<ClassSet> others)
    {
        foreach (var other in others.Where(static o => o.IsPlain))
        {
            items.Append(other.Items);
        }
        var rest = others.Where(static o => !o.IsPlain).ToList();
        if (rest.Count == 0)
        {
            return new ClassSet(items.ToString(), IsNegative: false, Rendered: null);
        }
        if (rest.Count == 1 && items.Length == 0)
        {
            return rest[0];
        }
        string own = items.Length == 0 ? "" : $"[{items}]|";
        string all = $"(?:{own}{string.Join('|', rest.Select(static r => r.Render()))})";
        return new ClassSet("", IsNegative: false, all);
    }

    private static ClassSet Intersect(List<ClassSet> operands)
    {
        if (operands is [{ Rendered: null } one, { Rendered: null } other])
        {
            // .NET has differences: what is in both is the first without what is not in the second.
            string outside = other.IsNegative ? other.Items : $"^{other.Items}";
            string first = one.IsNegative ? $"^{one.Items}" : one.Items;
            return new ClassSet("", IsNegative: false, $"[{first}-[{outside}]]");
        }
        var conditions = operands.SkipLast(1).Select(static o => $"(?={o.Render()})");
        return new ClassSet(
            "",
            IsNegative: false,
            $"(?:{string.Concat(conditions)}{operands[^1].Render()})"
        );
    }

    /// <summary>Characters: those between brackets or all others, or an expression for them.</summary>
    private readonly record struct ClassSet(string Items, bool IsNegative, string? Rendered)
    {
        public bool IsPlain => Rendered is null && !IsNegative;

        public ClassSet Negated() =>
            Rendered is null
                ? this with
                {
                    IsNegative = !IsNegative,
                }
                : new ClassSet("", IsNegative: true, $"(?:(?!{Rendered}){Everything})");

        public string Render() =>
            Rendered
            ?? (
                Items.Length == 0
                    ? (IsNegative ? Everything : "(?!)")
                    : $"[{(IsNegative ? "^" : "")}{Items}]"
            );
    }
}
