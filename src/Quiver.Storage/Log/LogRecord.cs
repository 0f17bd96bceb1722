namespace Quiver.Storage.Log;

/// <summary>A record as it is read back.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Sequence">Its number; each record's is one above that before.</param>
/// <param name="Body">Its content, which the receiver owns.</param>
/// <param name="Source">Its file and offset, for messages.</param>
internal sealed record LogRecord(LogRecordKind Kind, long Sequence, byte[] Body, string Source);
