using Quiver.Model.Status;

namespace Quiver.Model.Values;

/// <summary>The user's errors that values themselves raise.</summary>
public static class ValueErrors
{
    /// <summary>Lists or maps stand in each other deeper than is walked.</summary>
    public static CypherException NestedTooDeeply() =>
        new(
            StatusCodes.ArgumentError,
            $"Lists and maps can be nested at most {ValueNesting.MaximumDepth} deep."
        );
}
