using Xunit.Abstractions;
using Xunit.Sdk;

namespace LockValidator.Xunit.Subjects.Cases;

public sealed class RetryDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        [new RetryTestCase(diagnostics, testMethod)];
}
