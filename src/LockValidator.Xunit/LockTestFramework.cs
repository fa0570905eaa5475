using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace LockValidator;

/// <summary>xunit's own test framework, with each test's locks judged. Made by <see cref="ValidateLocksAttribute"/>.</summary>
/// <param name="messageSink">Where diagnostic messages go.</param>
public sealed class LockTestFramework(IMessageSink messageSink) : XunitTestFramework(messageSink)
{
    /// <inheritdoc/>
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new LockTestExecutor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);
}
