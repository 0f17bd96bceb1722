namespace Quiver.Fuzz.Generation;

/// <summary>Random expressions of dates, date-times, durations and points, and conditions on them.</summary>
internal sealed class MomentGenerator(
    Choices choices,
    ConstantGenerator constants,
    ExpressionGenerator expressions
)
{
    public string Date(Scope scope, int depth) =>
        choices.Next(depth <= 0 ? 2 : 5) switch
        {
            0 => constants.Of(Kind.Date),
            1 => expressions.Property(Kind.Date, scope) ?? constants.Of(Kind.Date),
            2 => $"({Of(Kind.Date, scope, depth)} {choices.Of("+", "-")} {Whole()})",
            3 => $"date({Of(Kind.DateTime, scope, depth)})",
            _ => $"date.truncate('{choices.Of("month", "year")}', {Of(Kind.Date, scope, depth)})",
        };

    public string DateTime(Scope scope, int depth) =>
        choices.Next(depth <= 0 ? 2 : 4) switch
        {
            0 => constants.Of(Kind.DateTime),
            1 or 2 => expressions.Property(Kind.DateTime, scope) ?? constants.Of(Kind.DateTime),
            _ =>
                $"({Of(Kind.DateTime, scope, depth)} {choices.Of("+", "-")} {Of(Kind.Duration, scope, depth)})",
        };

    public string Duration(Scope scope, int depth) =>
        choices.Next(depth <= 0 ? 2 : 5) switch
        {
            0 => constants.Of(Kind.Duration),
            1 or 2 => expressions.Property(Kind.Duration, scope) ?? constants.Of(Kind.Duration),
            3 => $"duration.inDays({Of(Kind.Date, scope, depth)}, {Of(Kind.Date, scope, depth)})",
            _ =>
                $"({Of(Kind.Duration, scope, depth)} {choices.Of("+", "-")} {Of(Kind.Duration, scope, depth)})",
        };

    public string Point(Scope scope, int depth) =>
        choices.Next(3) switch
        {
            0 => Written(),
            1 when depth > 0 =>
                $"point({{x: {expressions.Of(Kind.Integer, scope, 0)}, y: {choices.Of("0", "1.0", "2")}}})",
            _ => expressions.Property(Kind.Point, scope) ?? Written(),
        };

    /// <summary>A number that is a field of a date, date-time or duration.</summary>
    public string Field(Scope scope, int depth) =>
        choices.Next(3) switch
        {
            0 =>
                $"({Of(Kind.Date, scope, depth)}).{choices.Of("year", "month", "day", "ordinalDay")}",
            1 =>
                $"({Of(Kind.DateTime, scope, depth)}).{choices.Of("year", "hour", "second", "day")}",
            _ => $"({Of(Kind.Duration, scope, depth)}).{choices.Of("months", "days", "seconds")}",
        };

    /// <summary>A distance or coordinate.</summary>
    public string Length(Scope scope, int depth) =>
        choices.Next(2) == 0
            ? $"point.distance({Of(Kind.Point, scope, depth)}, {Written()})"
            : $"({Of(Kind.Point, scope, depth)}).{choices.Of("x", "y")}";

    /// <summary>A condition on points that an index may answer.</summary>
    public string PointSearch(Scope scope)
    {
        string point = expressions.Property(Kind.Point, scope) ?? Written();
        return choices.Next(4) switch
        {
            0 => $"{point} = {Written()}",
            1 =>
                $"point.distance({point}, {Written()}) {choices.Of("<=", "<", ">")} {choices.Of("1", "0.5", "2", "0")}",
            2 => $"point.withinBBox({point}, {Box("0", "1")}, {Box("1", "2")})",
            _ => $"{point} IS NOT NULL",
        };
    }

    private string Of(Kind kind, Scope scope, int depth) => expressions.Of(kind, scope, depth - 1);

    // Dates have no hours to add to.
    private string Whole() => $"duration('{choices.Of("P1D", "P1M", "P30D")}')";

    private string Box(string x, string y) =>
        $"point({{x: {choices.Of(x, "1", "0")}, y: {choices.Of(y, "2", "0")}}})";

    private string Written() =>
        choices.Chance(25) ? constants.Of(Kind.Point) : $"point({choices.Of(Vocabulary.Points)})";
}
