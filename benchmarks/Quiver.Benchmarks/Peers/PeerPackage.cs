namespace Quiver.Benchmarks.Peers;

/// <summary>A database that npm has, at the version that is measured.</summary>
/// <param name="Name">How reports name it.</param>
/// <param name="Package">Its package.</param>
/// <param name="Version">The version.</param>
internal sealed record PeerPackage(string Name, string Package, string Version)
{
    /// <summary>What npm is asked for.</summary>
    public string Address => $"{Package}@{Version}";

    /// <summary>The name with the version.</summary>
    public override string ToString() => $"{Name} {Version}";
}
