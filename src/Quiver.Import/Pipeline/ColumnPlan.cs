using Quiver.Import.Headers;
using Quiver.Model;

namespace Quiver.Import.Pipeline;

/// <summary>A column that is stored as a property.</summary>
/// <param name="Column">The header's column.</param>
/// <param name="Key">The property's key.</param>
internal readonly record struct ColumnPlan(HeaderColumn Column, PropertyKeyId Key);
