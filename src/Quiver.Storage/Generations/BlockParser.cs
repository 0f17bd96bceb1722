using Quiver.Storage.Segments;

namespace Quiver.Storage.Generations;

/// <summary>Makes a block's reader from its bytes.</summary>
internal delegate TBlock BlockParser<out TBlock>(ref BlockCursor source);
