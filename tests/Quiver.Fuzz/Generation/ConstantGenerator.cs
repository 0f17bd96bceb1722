using Quiver.Model.Values;

namespace Quiver.Fuzz.Generation;

/// <summary>Constants of a query: written out, or places for values.</summary>
internal sealed class ConstantGenerator(Choices choices)
{
    /// <summary>Whether the values of places will stand in the text.</summary>
    public bool IsWritten { get; } = choices.Chance(40);

    private const int MaxPlaces = 8;

    private readonly List<(Value First, Value Second)> _values = [];

    /// <summary>A constant of a kind.</summary>
    public string Of(Kind kind) =>
        _values.Count < MaxPlaces && choices.Chance(30) ? Place(kind) : Written(kind);

    /// <summary>A place for values of a kind.</summary>
    public string Place(Kind kind)
    {
        var first = Vocabulary.ValueOf(kind, choices);
        // A value of another kind may come behind the plan that was made for the first; in the text it may be an error.
        var second =
            choices.Chance(4) && !IsWritten ? Value.Null
            : choices.Chance(6) && !IsWritten ? Vocabulary.ValueOf(Kind.Mixed, choices)
            : Vocabulary.ValueOf(kind, choices);
        _values.Add((first, second));
        return $"$p{_values.Count - 1}";
    }

    /// <summary>A count of rows: never negative, nor of another kind.</summary>
    public string Count(int least, int most)
    {
        int Any() => least + choices.Next(most + 1 - least);
        if (_values.Count == MaxPlaces || !choices.Chance(25))
        {
            return $"{Any()}";
        }
        _values.Add((Value.Integer(Any()), Value.Integer(Any())));
        return $"$p{_values.Count - 1}";
    }

    /// <summary>The query whose text has these places.</summary>
    public QueryTemplate Template(string text, bool changes) =>
        new(text, _values, IsWritten, changes);

    private string Written(Kind kind) =>
        kind switch
        {
            Kind.Integer => choices.Chance(3)
                ? choices.Of("9223372036854775807", "9007199254740993")
                : $"{choices.Next(6)}",
            Kind.Float => choices.Of("0.5", "1.0", "2.5", "1.5"),
            Kind.Boolean => choices.Of("true", "false"),
            Kind.Integers => choices.Of("[1, 2]", "[0, 1, 2]", "[]", "[1, null, 2]"),
            Kind.Date => $"date('{choices.Of(Vocabulary.Dates)}')",
            Kind.DateTime => $"localdatetime('{choices.Of(Vocabulary.DateTimes)}')",
            Kind.Duration => $"duration('{choices.Of(Vocabulary.Durations)}')",
            _ => ValueText.Format(Vocabulary.ValueOf(kind, choices)),
        };
}
