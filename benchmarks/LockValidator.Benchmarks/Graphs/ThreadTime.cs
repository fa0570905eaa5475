using System.Runtime.InteropServices;

namespace LockValidator.Benchmarks;

/// <summary>The processor time of the calling thread: on a machine that does other work the wall clock mostly tells of that.</summary>
internal static partial class ThreadTime
{
    private const int ThreadClock = 3;

    /// <summary>Nanoseconds; Linux only, elsewhere the wall clock.</summary>
    public static long Now
    {
        get
        {
            if (!OperatingSystem.IsLinux())
            {
                return (long)(System.Diagnostics.Stopwatch.GetTimestamp() * (1e9 / System.Diagnostics.Stopwatch.Frequency));
            }

            _ = GetTime(ThreadClock, out TimeSpec time);
            return (time.Seconds * 1_000_000_000) + time.Nanoseconds;
        }
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetTime(int clock, out TimeSpec time);

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
