using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LockValidator.Analyzers.Capture;

/// <summary>A call that is to be intercepted.</summary>
internal sealed class CapturedCall(IMethodSymbol target, IMethodSymbol helper, InterceptableLocation location, LockOrigin origin, FileLinePositionSpan place)
{
    public IMethodSymbol Target => target;

    public IMethodSymbol Helper => helper;

    public InterceptableLocation Location => location;

    public LockOrigin Origin => origin;

    public FileLinePositionSpan Place => place;
}
