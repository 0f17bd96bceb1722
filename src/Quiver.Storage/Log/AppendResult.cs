namespace Quiver.Storage.Log;

/// <summary>What became of a record that was to be appended.</summary>
public enum AppendResult
{
    /// <summary>It is durable.</summary>
    Committed,

    /// <summary>Nothing of it was written: the log has gone on without this writer, or takes no more records.</summary>
    Fenced,

    /// <summary>Nothing of it was written, because the disk is full. The log takes records again when there is space; their numbers go on from the last durable one.</summary>
    NoSpace,

    /// <summary>The disk failed while it was written: only reopening tells whether it is there. The log takes no more records.</summary>
    Unknown,
}
