namespace Quiver.Import.Reports;

/// <summary>What causes belong to.</summary>
internal static class BadEntryCauses
{
    /// <summary>How many there are.</summary>
    public const int Count = (int)BadEntryCause.Violation + 1;

    /// <summary>The kind that a cause counts to.</summary>
    public static BadEntryKind KindOf(BadEntryCause cause) =>
        cause switch
        {
            BadEntryCause.Duplicate => BadEntryKind.DuplicateNode,
            BadEntryCause.ExtraCell => BadEntryKind.ExtraColumn,
            BadEntryCause.Malformed => BadEntryKind.MalformedRow,
            BadEntryCause.Violation => BadEntryKind.ConstraintViolation,
            _ => BadEntryKind.BadRelationship,
        };

    /// <summary>The cause of entries of which only the kind is known.</summary>
    public static BadEntryCause Of(BadEntryKind kind) =>
        kind switch
        {
            BadEntryKind.DuplicateNode => BadEntryCause.Duplicate,
            BadEntryKind.ExtraColumn => BadEntryCause.ExtraCell,
            BadEntryKind.MalformedRow => BadEntryCause.Malformed,
            BadEntryKind.ConstraintViolation => BadEntryCause.Violation,
            _ => BadEntryCause.Incomplete,
        };
}
