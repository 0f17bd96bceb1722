namespace Quiver.Import.Ids;

/// <summary>A place in an <see cref="IdFile"/> where an entry begins.</summary>
/// <param name="FirstHash">The entry's hash.</param>
/// <param name="Offset">Where it begins.</param>
internal readonly record struct IdFilePage(ulong FirstHash, long Offset);
