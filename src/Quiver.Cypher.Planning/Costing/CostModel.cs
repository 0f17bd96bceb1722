namespace Quiver.Cypher.Planning.Costing;

/// <summary>What operators cost, in units of handing on one row. Only the proportions matter.</summary>
internal static class CostModel
{
    /// <summary>Reading a node id from a scan of all nodes.</summary>
    public const double AllNodesScanRow = 1.2;

    /// <summary>Reading a node id from a scan by label.</summary>
    public const double LabelScanRow = 1.0;

    /// <summary>Reading a relationship with both ends.</summary>
    public const double RelationshipScanRow = 1.1;

    /// <summary>
    /// The rows that a scan of a label or a type costs at least, be there fewer: a plan is used again when there are many, and where a seek finds one the scan of a label that was empty
    /// when the plan was made would go through all of them each time.
    /// </summary>
    public const double LeastScannedRows = 3.0;

    /// <summary>Finding a place in an index, or a node by its number.</summary>
    public const double SeekStart = 1.0;

    /// <summary>Taking what a seek has found.</summary>
    public const double SeekRow = 1.2;

    /// <summary>Finding a node's adjacency: a dependent random read.</summary>
    public const double ExpandSourceRow = 2.5;

    /// <summary>Reading one relationship of an adjacency.</summary>
    public const double ExpandResultRow = 1.0;

    /// <summary>Searching one adjacency for a known neighbour, besides finding it.</summary>
    public const double ExpandIntoRow = 3.0;

    /// <summary>Finding the two adjacencies of which the common neighbours are wanted.</summary>
    public const double IntersectSourceRow = 4.0;

    /// <summary>Reading one relationship of either of them.</summary>
    public const double IntersectStepRow = 0.2;

    /// <summary>Testing a label of a row's node.</summary>
    public const double LabelFilterRow = 0.5;

    /// <summary>Evaluating a condition that reads a property.</summary>
    public const double PropertyFilterRow = 1.5;

    /// <summary>Running a subquery for a row, besides what its operators do.</summary>
    public const double SubqueryRow = 3.0;

    /// <summary>Putting a row into a hash table.</summary>
    public const double HashBuildRow = 3.0;

    /// <summary>Looking a row up in a hash table.</summary>
    public const double HashProbeRow = 1.5;

    /// <summary>Handing on one row of a product or join.</summary>
    public const double ProductRow = 0.5;
}
