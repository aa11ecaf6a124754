using Stria.Core;

namespace Stria.Numerics.Fem;

/// <summary>Cell matrices of ∫ ε(v) : D : ε(u): in closed form for straight cells in a plane, by quadrature for bent ones and about an axis.</summary>
/// <remarks>With barycentric gradients g_a all blocks of a straight cell are sums of S_ab = A · B(g_a)ᵀ D B(g_b): for six nodes the integrals of products of barycentric
/// coordinates are known fractions of the area.</remarks>
public readonly struct StrainStiffness : ICellMatrix
{
    private readonly TriangleMesh mesh;
    private readonly CellModuli moduli;
    private readonly StrainOperator operation;
    private readonly CellValues bent;

    /// <summary>Makes the form.</summary>
    /// <param name="mesh">The mesh.</param>
    /// <param name="moduli">Stress from strain, cell by cell.</param>
    /// <param name="operation">Plane or about an axis.</param>
    /// <param name="rule">Quadrature of the cells that have no closed form.</param>
    public StrainStiffness(TriangleMesh mesh, CellModuli moduli, StrainOperator operation, QuadratureRule rule) =>
        (this.mesh, this.moduli, this.operation, bent) = (mesh, moduli, operation, new CellValues(mesh, rule));

    /// <inheritdoc/>
    public unsafe void Compute(int cell, Span<double> blocks)
    {
        if (operation.Axisymmetric || (mesh.NodesPerCell == 6 && !StraightCells.IsStraight(mesh, cell)))
        {
            ByQuadrature(cell, blocks);
            return;
        }

        fixed (double* target = blocks, d = moduli.At(cell))
        {
            if (mesh.NodesPerCell == 3)
            {
                Corners(cell, d, target);
                return;
            }

            // 00, 01, 02, 11, 12, 22 of the straight three-node cell
            double* s = stackalloc double[24];
            Corners(cell, d, s);
            Quadratic(s, target);
        }
    }

    private unsafe void Corners(int cell, double* d, double* blocks)
    {
        ReadOnlySpan<int> n = mesh.Cell(cell);
        ReadOnlySpan<double> p = mesh.Points;
        double x0 = p[2 * n[0]], y0 = p[(2 * n[0]) + 1], x1 = p[2 * n[1]], y1 = p[(2 * n[1]) + 1], x2 = p[2 * n[2]], y2 = p[(2 * n[2]) + 1];
        double twice = ((x1 - x0) * (y2 - y0)) - ((y1 - y0) * (x2 - x0));
        if (!(twice > 0))
        {
            bent.MoveTo(cell); // throws, with the place
        }

        double* gx = stackalloc double[3], gy = stackalloc double[3];
        (gx[0], gx[1], gx[2]) = (y1 - y2, y2 - y0, y0 - y1);
        (gy[0], gy[1], gy[2]) = (x2 - x1, x0 - x2, x1 - x0);
        double scale = 0.5 / twice, xx = scale * d[0], xy = scale * d[1], xs = scale * d[3], yy = scale * d[5], ys = scale * d[7], ss = scale * d[15];
        for (int j = 0; j < 3; j++)
        {
            // D B(g_j), column by column of B
            double x = gx[j], y = gy[j];
            double xxu = (xx * x) + (xs * y), yyu = (xy * x) + (ys * y), xyu = (xs * x) + (ss * y);
            double xxv = (xy * y) + (xs * x), yyv = (yy * y) + (ys * x), xyv = (ys * y) + (ss * x);
            for (int i = 0; i <= j; i++)
            {
                double* block = blocks + (4 * (i == 0 ? j : i + j + 1));
                block[0] = (gx[i] * xxu) + (gy[i] * xyu);
                block[1] = (gx[i] * xxv) + (gy[i] * xyv);
                block[2] = (gy[i] * yyu) + (gx[i] * xyu);
                block[3] = (gy[i] * yyv) + (gx[i] * xyv);
            }
        }
    }

    // Blocks of six-node cells from S_ab. Corner with itself: S; with another corner: −⅓ S; with the middle of a side that starts in it: 4/3 S of the far corner, else 0.
    // Middles: ∫ λ_a λ_b is 1/6 of the area for a = b and 1/12 else, times 16.
    private static unsafe void Quadratic(double* s, double* k)
    {
        const double Third = 1.0 / 3, Four = 4.0 / 3, Eight = 8.0 / 3;
        double* s00 = s, s01 = s + 4, s02 = s + 8, s11 = s + 12, s12 = s + 16, s22 = s + 20;
        for (int c = 0; c < 4; c++)
        {
            int t = c is 1 or 2 ? 3 - c : c; // the transposed place within a block
            double p01 = s01[c], p02 = s02[c], p12 = s12[c], p10 = s01[t], p20 = s02[t], p21 = s12[t];
            double both01 = p01 + p10, both02 = p02 + p20, both12 = p12 + p21;
            (k[c], k[4 + c], k[8 + c], k[12 + c], k[16 + c], k[20 + c]) = (s00[c], -Third * p01, -Third * p02, Four * p01, 0, Four * p02);
            (k[24 + c], k[28 + c], k[32 + c], k[36 + c], k[40 + c]) = (s11[c], -Third * p12, Four * p10, Four * p12, 0);
            (k[44 + c], k[48 + c], k[52 + c], k[56 + c]) = (s22[c], 0, Four * p21, Four * p20);
            k[60 + c] = (Eight * (s00[c] + s11[c])) + (Four * both01);
            k[64 + c] = (Eight * p02) + (Four * (p01 + p12 + s11[c]));
            k[68 + c] = (Eight * p12) + (Four * (p10 + p02 + s00[c]));
            k[72 + c] = (Eight * (s11[c] + s22[c])) + (Four * both12);
            k[76 + c] = (Eight * p10) + (Four * (p12 + p20 + s22[c]));
            k[80 + c] = (Eight * (s22[c] + s00[c])) + (Four * both02);
        }
    }

    private void ByQuadrature(int cell, Span<double> blocks)
    {
        blocks.Clear();
        bent.MoveTo(cell);
        ReadOnlySpan<double> d = moduli.At(cell);
        Span<double> columns = stackalloc double[8];
        for (int q = 0; q < bent.PointCount; q++)
        {
            double w = operation.Weight(bent, q), perRadius = operation.Axisymmetric ? 1 / bent.X(q) : 0;
            ReadOnlySpan<double> g = bent.Gradients(q), n = bent.Shapes(q);
            for (int j = 0; j < bent.Nodes; j++)
            {
                double x = w * g[2 * j], y = w * g[(2 * j) + 1], hoop = w * n[j] * perRadius;
                for (int r = 0; r < 4; r++)
                {
                    columns[r] = (d[4 * r] * x) + (d[(4 * r) + 2] * hoop) + (d[(4 * r) + 3] * y);
                    columns[4 + r] = (d[(4 * r) + 1] * y) + (d[(4 * r) + 3] * x);
                }

                for (int i = 0; i <= j; i++)
                {
                    Span<double> block = blocks.Slice(4 * SymmetricPattern.Pair(i, j, bent.Nodes), 4);
                    double gx = g[2 * i], gy = g[(2 * i) + 1], h = n[i] * perRadius;
                    block[0] += (gx * columns[0]) + (h * columns[2]) + (gy * columns[3]);
                    block[1] += (gx * columns[4]) + (h * columns[6]) + (gy * columns[7]);
                    block[2] += (gy * columns[1]) + (gx * columns[3]);
                    block[3] += (gy * columns[5]) + (gx * columns[7]);
                }
            }
        }
    }
}
