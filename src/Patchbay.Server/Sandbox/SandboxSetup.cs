using Microsoft.Extensions.Options;
using Patchbay.Emulator;
using Patchbay.Server.Payments;
using Patchbay.Server.Platform.Meta;

namespace Patchbay.Server.Sandbox;

internal static class SandboxSetup
{
    public static void AddSandbox(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SandboxOptions>().BindConfiguration(SandboxOptions.Section);
        services.AddSingleton<IPostConfigureOptions<MetaOptions>, EmulatorAsMeta>();
        services.AddSingleton<IPostConfigureOptions<PaymentOptions>, EmulatorAsPayments>();
        services.AddHostedService<AppSubscription>();
        if (!configuration.GetSection(SandboxOptions.Section).GetValue<bool>(nameof(SandboxOptions.Enabled)))
            return;
        services.AddHostedService<EmulatorService>();
        services.AddSingleton<DemoLink>();
        services.AddHostedService<Welcome>();
    }

    /// <summary>The sandbox always uses the emulator's payment providers, whatever the configuration names.</summary>
    private sealed class EmulatorAsPayments(IOptions<SandboxOptions> sandbox) : IPostConfigureOptions<PaymentOptions>
    {
        public void PostConfigure(string? name, PaymentOptions options)
        {
            if (!sandbox.Value.Enabled)
                return;
            var url = sandbox.Value.Url.TrimEnd('/');
            options.Sandbox = new()
            {
                AbacatePayUrl = url + "/api.abacatepay.com/v2",
                IniciadorUrl = url + "/consumer.sandbox.inic.dev/v1",
                AbacatePayWebhookKey = EmulatorDefaults.AbacatePayWebhookKey,
            };
        }
    }

    /// <summary>The sandbox uses the emulator's app unless the configuration names one.</summary>
    private sealed class EmulatorAsMeta(IOptions<SandboxOptions> sandbox) : IPostConfigureOptions<MetaOptions>
    {
        public void PostConfigure(string? name, MetaOptions options)
        {
            if (!sandbox.Value.Enabled || !string.IsNullOrEmpty(options.Sandbox.AppId))
                return;
            var url = sandbox.Value.Url.TrimEnd('/');
            options.Sandbox = new MetaAppOptions
            {
                AppId = EmulatorDefaults.AppId,
                AppSecret = EmulatorDefaults.AppSecret,
                ConfigId = EmulatorDefaults.ConfigId,
                InstagramAppId = EmulatorDefaults.InstagramAppId,
                InstagramAppSecret = EmulatorDefaults.InstagramAppSecret,
                GraphBaseUrl = url,
                InstagramBaseUrl = url,
                InstagramLoginBaseUrl = url,
                DialogBaseUrl = url,
                InstagramDialogBaseUrl = url,
                SdkUrl = url + "/en_US/sdk.js",
                MessageOrigins = [url],
                SubscribeApp = true,
            };
        }
    }
}
