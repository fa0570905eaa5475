namespace LockValidator;

/// <summary>The baseline that a command is to use.</summary>
internal static class BaselineFile
{
    /// <param name="named">What the user named; null: the usual file, where there is one.</param>
    /// <exception cref="BaselineFileException">It cannot be read, or something in it cannot be meant: a build must not pass or fail by half a file.</exception>
    public static LockBaseline Read(string? named)
    {
        if (named is null && !File.Exists(LockBaseline.UsualFileName))
        {
            return LockBaseline.Empty;
        }

        LockBaseline baseline = LockBaseline.Load(named ?? LockBaseline.UsualFileName);
        return baseline.Problems.Count == 0 ? baseline : throw new BaselineFileException(baseline.Problems);
    }
}
