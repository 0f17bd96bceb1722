namespace Quiver.Foundation.Text.Normalization;

/// <summary>The normal forms of Unicode (Standard Annex 15).</summary>
public enum NormalForm
{
    /// <summary>Canonical composition.</summary>
    Nfc,

    /// <summary>Canonical decomposition.</summary>
    Nfd,

    /// <summary>Compatibility decomposition, then canonical composition.</summary>
    Nfkc,

    /// <summary>Compatibility decomposition.</summary>
    Nfkd,
}
