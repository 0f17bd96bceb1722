using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Model.Temporal;

/// <summary>The user's errors about temporal values.</summary>
public static class TemporalErrors
{
    /// <summary>A text that is not a value of the kind.</summary>
    public static CypherException Unparsable(ValueKind kind, string text, TemporalProblem problem)
    {
        string reason = problem switch
        {
            TemporalProblem.Range => "a part of it is out of range",
            TemporalProblem.UnknownZone => "the time zone is unknown",
            TemporalProblem.NamedZoneInTime =>
                "a time without a date takes an offset, not a named zone",
            TemporalProblem.OffsetNotOfZone =>
                "the time zone does not have that offset at that time",
            _ => "it has none of the accepted forms",
        };
        return new(
            StatusCodes.ArgumentError,
            $"Text cannot be parsed to a {NameOf(kind)}: '{text}' ({reason})."
        );
    }

    /// <summary>A text that is neither an offset nor the name of a zone.</summary>
    public static CypherException InvalidZone(string text, TemporalProblem problem) =>
        new(
            StatusCodes.ArgumentError,
            problem == TemporalProblem.Range
                ? $"The offset '{text}' is not within ±18:00."
                : $"Unknown time zone: '{text}'."
        );

    /// <summary>A key that the map may not have.</summary>
    public static CypherException UnknownField(string name) =>
        new(StatusCodes.ArgumentError, $"Unknown temporal field: '{name}'.");

    /// <summary>A key that makes no sense for this kind of value, or beside another key.</summary>
    public static CypherException FieldNotApplicable(string name, ValueKind kind) =>
        new(
            StatusCodes.ArgumentError,
            $"The field '{name}' cannot be used here to make a {NameOf(kind)}."
        );

    /// <summary>A key whose coarser key is missing.</summary>
    public static CypherException FieldNeedsCoarser(string name, string coarser) =>
        new(StatusCodes.ArgumentError, $"{name} cannot be specified without {coarser}.");

    /// <summary>A key that has to be there.</summary>
    public static CypherException FieldMissing(string name) =>
        new(StatusCodes.ArgumentError, $"{name} must be specified.");

    /// <summary>A field that is not a whole number, or whatever it has to be.</summary>
    public static CypherException FieldOfWrongType(string name, string expected, Value value) =>
        new(
            StatusCodes.TypeError,
            $"{name} must be {expected}, but was {ValueText.Format(value)}."
        );

    /// <summary>A field beyond what it may be.</summary>
    public static CypherException FieldOutOfRange(string name, long value) =>
        new(StatusCodes.ArgumentError, $"Invalid value for {name}: {value}.");

    /// <summary>Fields that together are no date or time.</summary>
    public static CypherException OutOfRange(ValueKind kind) =>
        new(StatusCodes.ArgumentError, $"The parts do not make a valid {NameOf(kind)}.");

    /// <summary>A unit that values of the kind cannot be cut to.</summary>
    public static CypherException UnitNotApplicable(TemporalUnit unit, ValueKind kind) =>
        new(StatusCodes.ArgumentError, $"Cannot truncate a {NameOf(kind)} to {unit}.");

    /// <summary>A value that lacks the part that is needed of it.</summary>
    public static CypherException CannotProject(ValueKind from, string part) =>
        new(StatusCodes.TypeError, $"Cannot get the {part} of a {NameOf(from)}.");

    /// <summary>A result beyond the supported years or 64 bits.</summary>
    public static CypherException Overflow(ValueKind kind) =>
        new(StatusCodes.ArithmeticError, $"The result is out of range for a {NameOf(kind)}.");

    private static string NameOf(ValueKind kind) => ValueTypeName.OfKind(kind);
}
