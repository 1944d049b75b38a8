import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { type Brand, Failure, RateLimit } from '@tidings/platform';

/** Behind `BrandKeyGuard`: bounds what one key can ask, and so how fast numbers and postcodes can be tried. */
@Injectable()
export class QuestionLimitGuard implements CanActivate {
  readonly #limit: RateLimit;

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  canActivate(context: ExecutionContext): true {
    const { brand } = context.switchToHttp().getRequest<{ readonly brand?: Brand }>();
    const retryAfterSeconds = this.#limit.take(brand?.id ?? '', performance.now());
    if (retryAfterSeconds === 0) return true;
    throw new Failure('rate_limited', 'too many questions; ask again later', { retryAfterSeconds });
  }
}
