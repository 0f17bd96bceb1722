using Quiver.Csv;
using Quiver.Foundation.IO;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Hands out the blocks of all files of a phase in order, to whichever thread asks. Small files of a group share blocks: a block costs more than its bytes. One file is open
/// at a time. Thread safe.
/// </summary>
internal sealed class BlockSource(
    IFileSystem files,
    CsvDialect dialect,
    IReadOnlyList<FileGroupPlan> groups,
    CsvReadSettings settings
) : IDisposable
{
    /// <summary>The part of a block that must be filled before it is handed out although the group goes on.</summary>
    private const double FullPart = 0.75;

    /// <summary>The files that share a block at most.</summary>
    private const int MostFiles = 1024;

    private readonly Lock _lock = new();
    private readonly CsvDialect _singleLine = dialect with { MultilineFields = false };
    private readonly CsvDialect _multiline = dialect with { MultilineFields = true };
    private CsvBlockReader? _reader;
    private int _group;
    private int _file = -1;

    /// <summary>The group of the last block.</summary>
    private int _lastGroup = -1;
    private bool _hasFailed;
    private long _sequence;
    private long _position;

    /// <summary>Fills a block; false when there are no more.</summary>
    /// <exception cref="CsvException">A file cannot be cut into rows.</exception>
    public bool TryNext(CsvBlock block, out BlockTicket ticket)
    {
        lock (_lock)
        {
            ticket = default;
            if (_hasFailed)
            {
                return false;
            }
            // What a failed call leaves is no place to go on from.
            _hasFailed = true;
            bool isFilled = TryFill(block, out long bytes);
            _hasFailed = false;
            if (isFilled)
            {
                bool isFirst = _group != _lastGroup;
                bool isLast = _reader is null && _file + 1 == groups[_group].Files.Count;
                ticket = new BlockTicket(_sequence++, _group, bytes, isFirst && isLast);
                _lastGroup = _group;
            }
            return isFilled;
        }
    }

    public void Dispose() => _reader?.Dispose();

    private bool TryFill(CsvBlock block, out long bytes)
    {
        bytes = 0;
        bool isFilled = false;
        while (!isFilled && (_reader is not null || TryOpenNext()))
        {
            isFilled = _reader!.TryRead(block);
            bytes += CountBytes();
            CloseAtEnd();
        }
        bool hasRoom = isFilled;
        for (int count = 1; hasRoom && _reader is null && count < MostFiles; count++)
        {
            hasRoom = block.Length < settings.BlockBytes * FullPart && TryOpenNextAlike();
            if (hasRoom)
            {
                _reader!.TryAppend(block);
                bytes += CountBytes();
                CloseAtEnd();
            }
        }
        return isFilled;
    }

    private long CountBytes()
    {
        long bytes = _reader!.Position - _position;
        _position = _reader.Position;
        return bytes;
    }

    private void CloseAtEnd()
    {
        if (_reader!.IsAtEnd)
        {
            _reader.Dispose();
            _reader = null;
        }
    }

    private bool TryOpenNext()
    {
        while (_group < groups.Count)
        {
            if (++_file < groups[_group].Files.Count)
            {
                Open();
                return true;
            }
            _group++;
            _file = -1;
        }
        return false;
    }

    /// <summary>Opens the next file of the same group if its text may stand in the same block.</summary>
    private bool TryOpenNextAlike()
    {
        var paths = groups[_group].Files;
        bool isAlike =
            _file + 1 < paths.Count
            && paths[_file + 1].HasMultilineFields == paths[_file].HasMultilineFields;
        if (isAlike)
        {
            _file++;
            Open();
        }
        return isAlike;
    }

    private void Open()
    {
        var file = groups[_group].Files[_file];
        var rules = file.HasMultilineFields ? _multiline : _singleLine;
        _reader = new CsvBlockReader(files, file.Path, rules, settings, file.HasHeader);
        if (_reader.Length != file.Length)
        {
            throw ImportErrors.ChangedMeanwhile(file.Path, file.Length, _reader.Length);
        }
        _position = 0;
    }
}
