namespace Quiver.Model.Temporal;

/// <summary>The units that temporal values are truncated to, from the coarsest to the finest.</summary>
public enum TemporalUnit
{
    /// <summary>A thousand years.</summary>
    Millennium,

    /// <summary>A hundred years.</summary>
    Century,

    /// <summary>Ten years.</summary>
    Decade,

    /// <summary>A calendar year.</summary>
    Year,

    /// <summary>A year of whole ISO weeks.</summary>
    WeekYear,

    /// <summary>Three months.</summary>
    Quarter,

    /// <summary>A calendar month.</summary>
    Month,

    /// <summary>A week from Monday.</summary>
    Week,

    /// <summary>A day.</summary>
    Day,

    /// <summary>An hour.</summary>
    Hour,

    /// <summary>A minute.</summary>
    Minute,

    /// <summary>A second.</summary>
    Second,

    /// <summary>A thousandth of a second.</summary>
    Millisecond,

    /// <summary>A millionth of a second.</summary>
    Microsecond,
}
