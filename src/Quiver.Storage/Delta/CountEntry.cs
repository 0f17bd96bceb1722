using System.Runtime.InteropServices;

namespace Quiver.Storage.Delta;

/// <summary>How much a count changes.</summary>
/// <param name="Kind">Which count.</param>
/// <param name="Label">The label's number, or -1.</param>
/// <param name="Type">The relationship type's number, or -1.</param>
/// <param name="Difference">What is added to it.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct CountEntry(CountKind Kind, int Label, int Type, long Difference);
