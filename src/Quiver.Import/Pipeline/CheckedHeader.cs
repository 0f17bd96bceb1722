using Quiver.Import.Headers;

namespace Quiver.Import.Pipeline;

/// <summary>A header as it was read, and what is wrong with it.</summary>
/// <param name="Header">The header; null when it could not be read.</param>
/// <param name="Problems">What is wrong.</param>
internal sealed record CheckedHeader(Header? Header, List<string> Problems);
