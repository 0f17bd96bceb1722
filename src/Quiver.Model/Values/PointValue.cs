namespace Quiver.Model.Values;

/// <summary>A point in one of the four coordinate reference systems of Neo4j.</summary>
/// <param name="Srid">4326 (WGS-84), 4979 (WGS-84-3D), 7203 (Cartesian) or 9157 (Cartesian-3D).</param>
/// <param name="X">x or longitude.</param>
/// <param name="Y">y or latitude.</param>
/// <param name="Z">z or height; 0 in two dimensions.</param>
/// <remarks>Not checked here: <see cref="PointSystems.TryCreate"/> makes points from what users say.</remarks>
public sealed record PointValue(int Srid, double X, double Y, double Z)
{
    /// <summary>Whether the system has three dimensions.</summary>
    public bool Is3D => Srid is PointSystems.Wgs84In3D or PointSystems.CartesianIn3D;

    /// <summary>Whether coordinates are degrees on the globe.</summary>
    public bool IsGeographic => Srid is PointSystems.Wgs84 or PointSystems.Wgs84In3D;

    /// <summary>The point as toString() gives it, with x and y for degrees too: <c>point({x: 1.0, y: 2.0, crs: 'cartesian'})</c>.</summary>
    public override string ToString()
    {
        string z = Is3D ? $", z: {FloatText.Format(Z)}" : "";
        return $"point({{x: {FloatText.Format(X)}, y: {FloatText.Format(Y)}{z}, "
            + $"crs: '{PointSystems.NameOf(Srid)}'}})";
    }
}
