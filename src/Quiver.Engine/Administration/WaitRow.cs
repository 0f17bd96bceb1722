using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Engine.Administration;

/// <summary>The one row of a command with WAIT: whether this server has done it.</summary>
/// <param name="Address">The server's Bolt address.</param>
/// <param name="IsDone">Whether it was done in time.</param>
internal sealed record WaitRow(string Address, bool IsDone)
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
            Value.String(IsDone ? "CaughtUp" : "Incomplete"),
            Value.String(IsDone ? "caught up" : "server is still catching up"),
            Value.Boolean(IsDone),
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
