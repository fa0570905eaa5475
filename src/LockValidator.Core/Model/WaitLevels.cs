namespace LockValidator;

/// <summary>The numbers that wait types are compared and printed by, in either wait model.</summary>
internal static class WaitLevels
{
    /// <summary>Real-time: the types' own numbers. Standard: Config falls together with Spin and the numbers above close up.</summary>
    public static int Level(this WaitModel model, WaitType type) =>
        model == WaitModel.RealTime || type < WaitType.Config ? (int)type : (int)type - 1;
}
