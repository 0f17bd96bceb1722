using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Quiver.Cypher.Execution.Functions.Text;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Apoc;

/// <summary>The functions apoc.text.* that find parts of texts, and fill, repeat and make them.</summary>
internal static class TextPartFunctions
{
    private const string Alphanumeric = "A-Za-z0-9";

    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("apoc.text.charAt", static (in FunctionCall call) => CharAt(call));
        table.Add(
            "apoc.text.code",
            static (in FunctionCall call) =>
                call.Integer(0) is >= 0 and <= 0x10FFFF and var code && Rune.IsValid((int)code)
                    ? Value.String(char.ConvertFromUtf32((int)code))
                    : Value.Null
        );
        table.Add(
            "apoc.text.format",
            static (in FunctionCall call) =>
                Value.String(MessageFormat.Apply(call.Text(0), call.List(1)))
        );
        table.Add(
            "apoc.text.hexCharAt",
            static (in FunctionCall call) =>
                CharAt(call) is { IsNull: false } code ? Hex(code.AsInteger()) : Value.Null
        );
        table.Add("apoc.text.hexValue", static (in FunctionCall call) => Hex(call.Integer(0)));
        table.Add("apoc.text.indexOf", IndexOf);
        table.Add("apoc.text.indexesOf", IndexesOf);
        table.Add("apoc.text.lpad", static (in FunctionCall call) => Pad(call, isLeft: true));
        table.Add("apoc.text.rpad", static (in FunctionCall call) => Pad(call, isLeft: false));
        table.Add("apoc.text.random", RandomText);
        table.Add("apoc.text.regexGroups", Groups);
        table.Add("apoc.text.regexGroupsByName", GroupsByName);
        table.Add("apoc.text.repeat", Repeat);
        table.Add("apoc.text.split", Split);
    }

    private static Value CharAt(in FunctionCall call)
    {
        string text = call.Text(0);
        long index = call.Integer(1);
        return index < 0 || index >= text.Length ? Value.Null : Value.Integer(text[(int)index]);
    }

    private static Value Hex(long number) =>
        Value.String(
            number.ToString(
                number > 0xFFFF_FFFFL || number < 0 ? "X16"
                    : number > 0xFFFF ? "X8"
                    : "X4",
                CultureInfo.InvariantCulture
            )
        );

    private static (string Text, int From) Section(in FunctionCall call)
    {
        string text = call.Text(0);
        int from = (int)Math.Clamp(call.Has(2) ? call.Integer(2) : 0, 0, text.Length);
        long to = call.Has(3) ? call.Integer(3) : -1;
        return (to < 0 || to > text.Length ? text : text[..(int)to], from);
    }

    private static Value IndexOf(in FunctionCall call)
    {
        var (text, from) = Section(call);
        return Value.Integer(
            from > text.Length ? -1 : text.IndexOf(call.Text(1), from, StringComparison.Ordinal)
        );
    }

    private static Value IndexesOf(in FunctionCall call)
    {
        var (text, from) = Section(call);
        string wanted = call.Text(1);
        var places = new List<Value>();
        while (wanted.Length > 0 && from <= text.Length)
        {
            int at = text.IndexOf(wanted, from, StringComparison.Ordinal);
            if (at < 0)
            {
                break;
            }
            places.Add(Value.Integer(at));
            from = at + 1;
        }
        return Value.List([.. places]);
    }

    private static Value Pad(in FunctionCall call, bool isLeft)
    {
        string text = call.Text(0);
        string filler = call.Has(2) ? call.Text(2) : " ";
        long missing = call.Integer(1) - text.Length;
        if (missing <= 0 || filler.Length == 0)
        {
            return Value.String(text);
        }
        call.Context.Memory.EnsureAvailable((missing + text.Length) * sizeof(char));
        var filling = new StringBuilder();
        while (filling.Length < missing)
        {
            filling.Append(filler);
        }
        filling.Length = checked((int)missing);
        return Value.String(isLeft ? filling + text : text + filling);
    }

    private static Value Repeat(in FunctionCall call)
    {
        string item = call.Text(0);
        long count = Math.Max(0, call.Integer(1));
        call.Context.Memory.EnsureAvailable(
            (long)Math.Min(long.MaxValue / 4, (double)count * item.Length * sizeof(char))
        );
        return Value.String(
            new StringBuilder().Insert(0, item, item.Length == 0 ? 0 : (int)count).ToString()
        );
    }

    private static Value RandomText(in FunctionCall call)
    {
        string valid = Expand(call.Has(1) ? call.Text(1) : Alphanumeric);
        long length = Math.Max(0, call.Integer(0));
        call.Context.Memory.EnsureAvailable(length * sizeof(char));
        return Value.String(
            valid.Length == 0
                ? ""
                : new string(Random.Shared.GetItems(valid.AsSpan(), checked((int)length)))
        );
    }

    /// <summary>The characters of ranges such as <c>A-Z0-9.</c></summary>
    private static string Expand(string ranges)
    {
        var characters = new StringBuilder();
        for (int i = 0; i < ranges.Length; i++)
        {
            if (i + 2 < ranges.Length && ranges[i + 1] == '-')
            {
                for (int c = ranges[i]; c <= ranges[i + 2]; c++)
                {
                    characters.Append((char)c);
                }
                i += 2;
            }
            else
            {
                characters.Append(ranges[i]);
            }
        }
        return characters.ToString();
    }

    private static Value Groups(in FunctionCall call) =>
        OfEach(
            call,
            static match =>
                Value.List([.. match.Groups.Values.Select(static g => Value.String(g.Value))])
        );

    private static Value GroupsByName(in FunctionCall call) =>
        OfEach(
            call,
            static match =>
                Value.Map(
                    new MapValue([
                        new("group", Value.String(match.Value)),
                        new("matches", Value.Map(new MapValue(Named(match)))),
                    ])
                )
        );

    private static Value OfEach(in FunctionCall call, Func<Match, Value> read)
    {
        var made = new List<Value>();
        call.Context.RegularExpressions.Each(
            call.Text(1),
            call.Text(0),
            match =>
            {
                var value = read(match);
                made.Add(value);
                return ValueMemory.Of(value);
            }
        );
        return Value.List([.. made]);
    }

    private static IEnumerable<KeyValuePair<string, Value>> Named(Match match) =>
        match
            .Groups.Values.Where(static g => !char.IsAsciiDigit(g.Name[0]))
            .Select(static g => KeyValuePair.Create(g.Name, Value.String(g.Value)));

    /// <summary>As Java splits: empty parts at the end are left out unless there is a limit, and no part comes before a match of nothing at the start.</summary>
    private static Value Split(in FunctionCall call)
    {
        string text = call.Text(0);
        long limit = call.Has(2) ? call.Integer(2) : 0;
        var parts = new List<Value>();
        int start = 0;
        call.Context.RegularExpressions.Each(
            call.Text(1),
            text,
            match =>
            {
                bool isNothing = match.Length == 0;
                bool isOver = limit > 0 && parts.Count == limit - 1;
                if (isOver || (isNothing && (match.Index == 0 || match.Index == text.Length)))
                {
                    return 0;
                }
                var part = Value.String(text[start..match.Index]);
                parts.Add(part);
                start = match.Index + match.Length;
                return ValueMemory.Of(part);
            }
        );
        parts.Add(Value.String(text[start..]));
        while (limit == 0 && parts.Count > 1 && parts[^1].AsUtf8().IsEmpty)
        {
            parts.RemoveAt(parts.Count - 1);
        }
        return Value.List([.. parts]);
    }
}
