namespace Quiver.Import.Ids;

/// <summary>Goes through several sorted files as if they were one: a binary heap of cursors.</summary>
internal sealed class IdMerge : IDisposable
{
    private readonly IdFileCursor[] _cursors;
    private readonly IdFileCursor[] _heap;
    private int _count;

    /// <summary>Stands at the first entry.</summary>
    public IdMerge(IReadOnlyList<IdFile> files, int bufferBytes)
    {
        _cursors = [.. files.Select(file => file.Read(bufferBytes))];
        _heap = new IdFileCursor[_cursors.Length];
        foreach (var cursor in _cursors)
        {
            if (cursor.MoveNext())
            {
                _heap[_count++] = cursor;
            }
        }
        for (int i = (_count / 2) - 1; i >= 0; i--)
        {
            SiftDown(i);
        }
    }

    /// <summary>The cursor at the entry with the lowest hash; null at the end.</summary>
    public IdFileCursor? Current => _count == 0 ? null : _heap[0];

    /// <summary>Goes to the next entry.</summary>
    public void MoveNext()
    {
        if (!_heap[0].MoveNext())
        {
            _heap[0] = _heap[--_count];
        }
        SiftDown(0);
    }

    public void Dispose()
    {
        foreach (var cursor in _cursors)
        {
            cursor.Dispose();
        }
    }

    private void SiftDown(int at)
    {
        while ((2 * at) + 1 < _count)
        {
            int child = (2 * at) + 1;
            if (child + 1 < _count && _heap[child + 1].Hash < _heap[child].Hash)
            {
                child++;
            }
            if (_heap[at].Hash <= _heap[child].Hash)
            {
                return;
            }
            (_heap[at], _heap[child]) = (_heap[child], _heap[at]);
            at = child;
        }
    }
}
