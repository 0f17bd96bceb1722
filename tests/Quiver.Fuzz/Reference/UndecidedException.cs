namespace Quiver.Fuzz.Reference;

/// <summary>The reference does not say what the query gives: it takes too long, or uses what the reference does not know.</summary>
internal sealed class UndecidedException(string message) : Exception(message);
