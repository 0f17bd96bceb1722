namespace Quiver.Model.Json;

/// <summary>What becomes of an integer in JSON that does not fit 64 bits.</summary>
public enum WideIntegers
{
    /// <summary>It is an error, for rounding would change what a client sent.</summary>
    Refuse,

    /// <summary>It becomes the float nearest to it.</summary>
    Round,
}
