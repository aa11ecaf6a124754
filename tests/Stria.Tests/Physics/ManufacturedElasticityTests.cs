using Stria.Numerics.Geometry.Meshing;
using Stria.Physics.Elasticity;

namespace Stria.Tests.Physics;

/// <summary>Manufactured solutions: every element, law and model converges at its order.</summary>
public sealed class ManufacturedElasticityTests
{
    public static IElasticLaw Orthotropic { get; } = new OrthotropicLaw(new OrthotropicConstants(90e9, 40e9, 25e9, 0.25, 0.2, 0.35) { G12 = 17e9 }, 0.2);

    public static TheoryData<PlaneModel, MeshOrder, bool> Cases
    {
        get
        {
            var data = new TheoryData<PlaneModel, MeshOrder, bool>();
            foreach (PlaneModel model in Enum.GetValues<PlaneModel>())
            {
                foreach (MeshOrder order in Enum.GetValues<MeshOrder>())
                {
                    data.Add(model, order, false);
                    data.Add(model, order, true);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_manufactured_solution_is_reached_at_the_order_of_the_element(PlaneModel model, MeshOrder order, bool orthotropic)
    {
        var manufactured = new ManufacturedElasticity(model, orthotropic ? Orthotropic : new IsotropicLaw(Bodies.E, Bodies.Nu), orthotropic ? 0.5 : 0);
        (double coarse, double coarseStress) = manufactured.Errors(8, order);
        (double fine, double fineStress) = manufactured.Errors(16, order);
        Assert.InRange(Math.Log2(coarse / fine), (int)order + 1 - 0.15, (int)order + 1 + 0.15);
        // At the centres of cells stress is partly better than its order.
        Assert.True(Math.Log2(coarseStress / fineStress) > (int)order - 0.15);
    }
}
