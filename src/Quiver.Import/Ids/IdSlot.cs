namespace Quiver.Import.Ids;

/// <summary>A slot of <see cref="IdSlots"/>.</summary>
internal struct IdSlot
{
    /// <summary>The id's hash.</summary>
    public ulong Hash;

    /// <summary>What the owner keeps with it; 0 in an empty slot.</summary>
    public long Value;
}
