using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Engine.Administration;

/// <summary>The one row of a command with WAIT: this server has done it.</summary>
/// <param name="Address">The server's Bolt address.</param>
internal sealed record WaitRow(string Address)
{
    /// <summary>The columns.</summary>
    public static readonly IReadOnlyList<string> Columns =
    [
        "address",
        "state",
        "message",
        "success",
    ];

    /// <summary>The row.</summary>
    public Batch ToBatch()
    {
        Value[] values =
        [
            Value.String(Address),
            Value.String("CaughtUp"),
            Value.String("caught up"),
            Value.True,
        ];
        var columns = new ColumnVector[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            columns[i] = ColumnVector.Create(VectorKind.Any, capacity: 1);
            columns[i].Append(values[i]);
        }
        return new Batch(columns, 1);
    }
}
