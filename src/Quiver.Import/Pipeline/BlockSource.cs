using Quiver.Csv;
using Quiver.Foundation.IO;

namespace Quiver.Import.Pipeline;

/// <summary>Hands out the blocks of all files of a phase in order, to whichever thread asks. Thread safe.</summary>
internal sealed class BlockSource(
    IFileSystem files,
    CsvDialect dialect,
    IReadOnlyList<FileGroupPlan> groups,
    int blockBytes
) : IDisposable
{
    private readonly Lock _lock = new();
    private CsvBlockReader? _reader;
    private int _group;
    private int _file = -1;
    private bool _hasHeaderAhead;
    private long _sequence;
    private long _position;

    /// <summary>Fills a block; false when there are no more.</summary>
    /// <exception cref="CsvException">The file cannot be cut into rows, or its header row not into cells.</exception>
    public bool TryNext(CsvBlock block, out BlockTicket ticket)
    {
        lock (_lock)
        {
            while (_reader is not null || TryOpenNext())
            {
                if (_reader!.TryRead(block))
                {
                    bool isIndexed = _hasHeaderAhead;
                    if (_hasHeaderAhead)
                    {
                        block.Index();
                        _hasHeaderAhead = block.RowCount == 0;
                        block.DropFirstRow();
                    }
                    long bytes = _reader.Position - _position;
                    _position = _reader.Position;
                    ticket = new BlockTicket(_sequence++, _group, isIndexed, bytes);
                    return true;
                }
                _reader.Dispose();
                _reader = null;
            }
            ticket = default;
            return false;
        }
    }

    public void Dispose() => _reader?.Dispose();

    private bool TryOpenNext()
    {
        while (_group < groups.Count)
        {
            var group = groups[_group];
            if (++_file < group.Files.Count)
            {
                var file = group.Files[_file];
                _reader = new CsvBlockReader(files, file.Path, dialect, blockBytes);
                _hasHeaderAhead = file.HasHeader;
                _position = 0;
                return true;
            }
            _group++;
            _file = -1;
        }
        return false;
    }
}
