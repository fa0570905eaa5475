using LockValidator;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds LockValidator to a host.</summary>
public static class LockValidatorServiceCollectionExtensions
{
    /// <summary>
    /// Logs what LockValidator finds while the host runs, and measures it. Options come from the configuration section
    /// <c>LockValidator</c>, then from <paramref name="configure"/>; a mistake in them stops the host from starting.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets options in code; null: configuration alone.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <remarks>
    /// From this call on, the calling flow and all that it starts are followed across <c>await</c>
    /// (<see cref="LockValidation.FollowAsyncFlows"/>). Calling it again adds options and nothing else.
    /// </remarks>
    public static IServiceCollection AddLockValidator(this IServiceCollection services, Action<LockValidatorOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<LockFindings>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<LockValidatorOptions>, ReadLockValidatorOptions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LockValidatorOptions>, ValidateLockValidatorOptions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, LockValidatorService>());
        OptionsBuilder<LockValidatorOptions> options = services.AddOptions<LockValidatorOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        LockValidation.FollowAsyncFlows();
        return services;
    }

    /// <summary>Adds a health check that is unwell while there are findings that can deadlock.</summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="failureStatus">What "unwell" is. A possible deadlock is no reason to take a server out of service: degraded, if not given.</param>
    /// <param name="tags">Tags of the check.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static IHealthChecksBuilder AddLockValidator(
        this IHealthChecksBuilder builder, string name = "lockvalidator", HealthStatus failureStatus = HealthStatus.Degraded, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddLockValidator();
        return builder.Add(new HealthCheckRegistration(
            name,
            static services => ActivatorUtilities.CreateInstance<LockValidatorHealthCheck>(services),
            failureStatus,
            tags));
    }
}
