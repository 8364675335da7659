using Patchbay.Graph.Templates;

namespace Patchbay.Graph.Tests.DocSamples;

/// <summary>The code of client-templates.md. DocumentationTests compares the two.</summary>
internal static class TemplateSamples
{
    public static async Task TemplatesAsync(GraphSession account, string wabaId, CancellationToken cancellationToken)
    {
        #region templates
        var created = await account.Templates.CreateAsync(
            wabaId,
            new CreateTemplate
            {
                Name = "order_shipped",
                Language = "pt_BR",
                Category = TemplateCategory.Utility,
                Components =
                [
                    TemplateParts.Body("Olá {{1}}, seu pedido {{2}} foi enviado.", "Ana", "17"),
                    TemplateParts.Buttons(
                        TemplateParts.UrlButton("Rastrear", "https://example.com/{{1}}", "https://example.com/track-17")
                    ),
                ],
            },
            cancellationToken
        );
        if (created.Status == TemplateStatus.Rejected)
            Console.WriteLine("Refused at once.");
        #endregion
    }
}
