namespace Quiver.Fuzz.Reference;

/// <summary>The query fails: an error that the engine must give as well.</summary>
internal sealed class ReferenceException(string message) : Exception(message);
