namespace Quiver.Import.Checkpoints;

/// <summary>Stages as users read of them, numbered as the progress is.</summary>
internal static class CheckpointText
{
    /// <summary>What is finished.</summary>
    public static string Of(CheckpointStage stage) =>
        stage switch
        {
            CheckpointStage.Nodes => "(1/4) nodes",
            CheckpointStage.Relationships => "(2/4) relationships",
            CheckpointStage.Outgoing => "the first half of (3/4) linking",
            _ => "(3/4) linking",
        };

    /// <summary>What comes next.</summary>
    public static string Next(CheckpointStage stage) =>
        stage switch
        {
            CheckpointStage.Nodes => "(2/4) relationships",
            CheckpointStage.Relationships => "(3/4) linking",
            CheckpointStage.Outgoing => "the second half of (3/4) linking",
            _ => "(4/4) publishing",
        };
}
