using Xunit.Abstractions;
using Xunit.Sdk;

namespace LockValidator;

/// <summary>Tells xunit what <see cref="ValidateLocksAttribute"/> stands for. Not for use in code.</summary>
public sealed class ValidateLocksDiscoverer : ITestFrameworkTypeDiscoverer
{
    /// <inheritdoc/>
    public Type GetTestFrameworkType(IAttributeInfo attribute) => typeof(LockTestFramework);
}
