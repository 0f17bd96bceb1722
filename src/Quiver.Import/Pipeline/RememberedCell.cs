namespace Quiver.Import.Pipeline;

/// <summary>A cell that was seen before. Compared by <see cref="CellComparer"/> only.</summary>
/// <param name="Context">What its meaning depends on besides.</param>
/// <param name="Raw">Its bytes.</param>
internal readonly record struct RememberedCell(int Context, byte[] Raw);
