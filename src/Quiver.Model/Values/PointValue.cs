namespace Quiver.Model.Values;

/// <summary>A point in one of the four coordinate reference systems of Neo4j.</summary>
/// <param name="Srid">4326 (WGS-84), 4979 (WGS-84-3D), 7203 (Cartesian) or 9157 (Cartesian-3D).</param>
/// <param name="X">x or longitude.</param>
/// <param name="Y">y or latitude.</param>
/// <param name="Z">z or height; 0 in two dimensions.</param>
public sealed record PointValue(int Srid, double X, double Y, double Z)
{
    /// <summary>Whether the system has three dimensions.</summary>
    public bool Is3D => Srid is 4979 or 9157;

    /// <summary>Whether coordinates are degrees on the globe.</summary>
    public bool IsGeographic => Srid is 4326 or 4979;
}
