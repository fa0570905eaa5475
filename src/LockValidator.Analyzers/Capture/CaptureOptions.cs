using System;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LockValidator.Analyzers.Capture;

/// <summary>What the project asks for; from MSBuild properties that our props file makes visible.</summary>
internal readonly struct CaptureOptions : IEquatable<CaptureOptions>
{
    private CaptureOptions(bool isOn, bool capturesLock, bool interceptsCalls)
    {
        IsOn = isOn;
        CapturesLock = capturesLock;
        InterceptsCalls = interceptsCalls;
    }

    public bool IsOn { get; }

    public bool CapturesLock { get; }

    public bool InterceptsCalls { get; }

    public static CaptureOptions Read(AnalyzerConfigOptions options) =>
        new(Is(options, "LockValidation", absent: false), Is(options, "LockValidationLock", absent: true), Is(options, "LockValidationCalls", absent: true));

    public bool Equals(CaptureOptions other) => IsOn == other.IsOn && CapturesLock == other.CapturesLock && InterceptsCalls == other.InterceptsCalls;

    public override bool Equals(object? obj) => obj is CaptureOptions other && Equals(other);

    public override int GetHashCode() => (IsOn ? 1 : 0) + (InterceptsCalls ? 2 : 0) + (CapturesLock ? 4 : 0);

    /// <summary>As a condition of MSBuild understands it: there 'yes' equals 'true'.</summary>
    private static bool Is(AnalyzerConfigOptions options, string property, bool absent) =>
        options.TryGetValue("build_property." + property, out string? value) && !string.IsNullOrEmpty(value)
            ? value!.ToUpperInvariant() is "TRUE" or "YES" or "ON"
            : absent;
}
