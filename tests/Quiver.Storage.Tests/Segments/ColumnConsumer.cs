using Quiver.Storage.Segments;

namespace Quiver.Storage.Tests.Segments;

/// <summary>Takes a column; a delegate of its own because inputs are ref structs.</summary>
internal delegate void ColumnConsumer(in ColumnInput column);
