namespace Quiver.Storage.Delta;

/// <summary>One operation on one entity, as a transaction made it.</summary>
/// <param name="Entity">The node or relationship.</param>
/// <param name="Order">Its place among the transaction's operations.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Key">The label or property key.</param>
/// <param name="Offset">Where the value stands.</param>
/// <param name="Length">The value's length.</param>
/// <param name="Record">The index of a relationship's record, or -1.</param>
internal readonly record struct ChangeOperation(
    long Entity,
    int Order,
    ChangeKind Kind,
    int Key,
    int Offset,
    int Length,
    int Record
)
{
    /// <summary>Whether a label changes.</summary>
    public bool IsLabel => Kind is ChangeKind.AddLabel or ChangeKind.RemoveLabel;

    /// <summary>Whether a property changes.</summary>
    public bool IsProperty => Kind is ChangeKind.SetProperty or ChangeKind.RemoveProperty;

    private int Aspect =>
        IsLabel ? 1
        : IsProperty ? 2
        : 0;

    /// <summary>Whether something is taken away.</summary>
    public bool IsRemoval => Kind is ChangeKind.RemoveLabel or ChangeKind.RemoveProperty;

    /// <summary>Whether a run has to say it: removals from what the run itself created need not be said.</summary>
    public bool IsKept(bool created) => !(created && IsRemoval);

    /// <summary>Orders by entity, then as made.</summary>
    public static int ByEntityThenOrder(ChangeOperation a, ChangeOperation b)
    {
        int comparison = a.Entity.CompareTo(b.Entity);
        return comparison != 0 ? comparison : a.Order.CompareTo(b.Order);
    }

    /// <summary>Orders by what is changed of an entity (labels, properties, by key; creation and deletion apart), then as made.</summary>
    public static int ByAspectThenOrder(ChangeOperation a, ChangeOperation b)
    {
        int comparison = a.Aspect.CompareTo(b.Aspect);
        if (comparison == 0)
        {
            comparison = a.Key.CompareTo(b.Key);
        }
        return comparison != 0 ? comparison : a.Order.CompareTo(b.Order);
    }
}
