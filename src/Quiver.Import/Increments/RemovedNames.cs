using Quiver.Import.Headers;
using Quiver.Import.Pipeline;

namespace Quiver.Import.Increments;

/// <summary>Reads which labels and properties a row takes away. Names that the database does not have are nothing to take away. One per thread.</summary>
/// <param name="rows">The rows.</param>
/// <param name="plan">The plan.</param>
internal sealed class RemovedNames(RowReader rows, ImportPlan plan)
{
    private readonly List<int> _found = [];
    private Header? _header;
    private IReadOnlyList<HeaderColumn> _labels = [];
    private IReadOnlyList<HeaderColumn> _keys = [];

    /// <summary>The labels; valid until the next call.</summary>
    public List<int> LabelsOf(Header header, int row)
    {
        Take(header);
        _found.Clear();
        foreach (var column in _labels)
        {
            AddAll(column, row, plan.Names.Labels);
        }
        return _found;
    }

    /// <summary>The property keys; valid until the next call.</summary>
    public List<int> KeysOf(Header header, int row)
    {
        Take(header);
        _found.Clear();
        foreach (var column in _keys)
        {
            if (column.Name.Length == 0)
            {
                AddAll(column, row, plan.Names.PropertyKeys);
            }
            else if (rows.Show(row, column.Position).Length > 0)
            {
                Add(column.Name, plan.Names.PropertyKeys);
            }
        }
        return _found;
    }

    private void Take(Header header)
    {
        if (!ReferenceEquals(header, _header))
        {
            _header = header;
            _labels = header.FindAll(ColumnRole.RemovedLabel);
            _keys = header.FindAll(ColumnRole.RemovedProperty);
        }
    }

    private void AddAll(HeaderColumn column, int row, NameRegistry names)
    {
        string cell = rows.Show(row, column.Position).Trim();
        if (LabelCell.Read(cell, plan.Dialect.ArrayDelimiter) is not { } listed)
        {
            throw rows.Wrong(column, row, "an empty name is no name");
        }
        foreach (string name in listed)
        {
            Add(name, names);
        }
    }

    private void Add(string name, NameRegistry names)
    {
        int number = names.Find(name);
        if (number >= 0)
        {
            _found.Add(number);
        }
    }
}
