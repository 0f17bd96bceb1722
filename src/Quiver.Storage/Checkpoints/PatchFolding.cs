namespace Quiver.Storage.Checkpoints;

/// <summary>
/// Decides how many of the patches become one with what a checkpoint writes. Each patch stays more than twice as long as the next younger one, so that reads look into
/// few; what is rewritten for that is paid from an account to which every checkpoint adds in proportion to what changed.
/// </summary>
/// <remarks>Not thread safe: one checkpoint at a time.</remarks>
internal sealed class PatchFolding
{
    /// <summary>What checkpoints write, on the whole, is at most this many times what changed…</summary>
    public const long BytesPerChangedByte = 10;

    /// <summary>… and so many bytes for each checkpoint.</summary>
    public const long BytesPerCheckpoint = 1 << 20;

    private long _account;

    /// <summary>How many patches, the youngest, to fold.</summary>
    /// <param name="patchBytes">The patches' lengths, youngest first.</param>
    /// <param name="changedBytes">The length of what is new.</param>
    /// <param name="longestBytes">The longest patch that can be written.</param>
    public int Fold(ReadOnlySpan<long> patchBytes, long changedBytes, long longestBytes)
    {
        _account += changedBytes * (BytesPerChangedByte - 1) + BytesPerCheckpoint;
        long written = changedBytes;
        int count = 0;
        while (count < patchBytes.Length)
        {
            long next = patchBytes[count];
            bool isYoung = next <= written * 2;
            if (!isYoung || next > _account || written + next > longestBytes)
            {
                break;
            }
            _account -= next;
            written += next;
            count++;
        }
        return count;
    }
}
