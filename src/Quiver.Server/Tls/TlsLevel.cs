namespace Quiver.Server.Tls;

/// <summary>Whether connections are encrypted.</summary>
public enum TlsLevel
{
    /// <summary>None is.</summary>
    Disabled,

    /// <summary>Those are that begin so.</summary>
    Optional,

    /// <summary>All are; others are closed.</summary>
    Required,
}
